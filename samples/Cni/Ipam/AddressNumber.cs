using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>Addresses as numbers, so that both families are counted through alike.</summary>
internal static class AddressNumber
{
    public static UInt128 Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int count);
        return count == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static IPAddress ToAddress(UInt128 number, AddressFamily family)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (family == AddressFamily.InterNetworkV6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
            return new IPAddress(bytes);
        }
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
        return new IPAddress(bytes[..4]);
    }

    /// <summary>Last address of the network that starts where <paramref name="address"/>'s does.</summary>
    public static (UInt128 First, UInt128 Last) Bounds(IPAddress address, int prefixLength)
    {
        int hostBits = (address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32) - prefixLength;
        UInt128 hostMask = hostBits >= 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1;
        UInt128 first = Of(address) & ~hostMask;
        return (first, first | hostMask);
    }
}
