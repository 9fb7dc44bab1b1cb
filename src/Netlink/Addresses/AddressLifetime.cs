using System.Runtime.InteropServices;

namespace NetFabric.Netlink;

/// <summary>Lifetimes of an address; struct ifa_cacheinfo.</summary>
/// <param name="Preferred">Seconds until it is deprecated; <see cref="Forever"/> never.</param>
/// <param name="Valid">Seconds until it is deleted; <see cref="Forever"/> never.</param>
/// <param name="Created">Time of creation, 1/100 s since boot. Reported only.</param>
/// <param name="Updated">Time of the last change, 1/100 s since boot. Reported only.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct AddressLifetime(uint Preferred, uint Valid, uint Created = 0, uint Updated = 0)
{
    /// <summary>Never ends.</summary>
    public const uint Forever = uint.MaxValue;
}
