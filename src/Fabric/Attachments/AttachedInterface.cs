using System.Net.NetworkInformation;

namespace NetFabric.Fabric;

/// <summary>One end of an attachment.</summary>
/// <param name="Name">Device name.</param>
/// <param name="Mac">MAC address.</param>
/// <param name="Mtu">MTU in bytes.</param>
/// <param name="InPod">True for the end inside the pod's namespace.</param>
public sealed record AttachedInterface(string Name, PhysicalAddress Mac, int Mtu, bool InPod);
