using System.Runtime.InteropServices;

namespace NetFabric.Netlink;

/// <summary>Options of a bridge with their mask; struct br_boolopt_multi.</summary>
/// <param name="Options">The values.</param>
/// <param name="Mask">Which of them to write; the kernel reports all it knows.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct BridgeOptionsChange(BridgeOptions Options, BridgeOptions Mask);
