using System.Net;
using System.Net.Sockets;
using System.Text;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>Finds every fault of an attachment's specification before anything is touched.</summary>
internal static class AttachmentCheck
{
    /// <summary>With the owner's 32 bytes and the interface's 15 the alias stays within the kernel's 255, the file name too.</summary>
    private const int MaxContainerId = 190;
    private const int MinMtu = 576;

    public static void Key(AttachmentKey key)
    {
        var errors = new List<string>();
        if (string.IsNullOrEmpty(key.ContainerId) || !char.IsAsciiLetterOrDigit(key.ContainerId[0])
            || key.ContainerId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')))
            errors.Add($"container id '{key.ContainerId}' is not letters, digits, '_', '.' and '-', starting with a letter or digit");
        else if (Encoding.UTF8.GetByteCount(key.ContainerId) > MaxContainerId)
            errors.Add($"container id has more than {MaxContainerId} bytes");
        if (NodeSpecCheck.NameFault(key.InterfaceName) is string fault)
            errors.Add($"interface name '{key.InterfaceName}' {fault}");
        if (errors.Count > 0)
            throw new FabricException(FabricErrorCode.InvalidSpec, $"attachment {key}", errors);
    }

    public static void Overlay(AttachmentSpec spec, OverlaySpec overlay)
    {
        List<string> errors = Common(spec);
        foreach (IPAddress address in spec.Addresses.Where(IsIPv4))
        {
            if (!overlay.LocalBlock.Contains(address))
                errors.Add($"address {address} is not in this node's block {overlay.LocalBlock}");
            else if (address.Equals(overlay.LocalBlock.BaseAddress))
                errors.Add($"address {address} is the VTEP's own");
        }
        Throw(spec, errors);
    }

    public static void Underlay(AttachmentSpec spec, UnderlaySpec underlay)
    {
        List<string> errors = Common(spec);
        InetPrefix subnet = underlay.Subnet;
        foreach (IPAddress address in spec.Addresses.Where(IsIPv4))
        {
            if (!underlay.Subnet.Contains(address))
                errors.Add($"address {address} is not in {underlay.Subnet}, the subnet of {underlay.Name}");
            else if (address.Equals(underlay.Gateway))
                errors.Add($"address {address} is the gateway's");
            else if (subnet.Length < 31 && (address.Equals(underlay.Subnet.BaseAddress) || (InetAddress)address == Planning.Broadcast.Of(subnet)))
                errors.Add($"address {address} is the network or broadcast address of {underlay.Subnet}");
        }
        Throw(spec, errors);
    }

    private static List<string> Common(AttachmentSpec spec)
    {
        var errors = new List<string>();
        if (FabricOptionsCheck.PathFault(spec.NetNsPath) is string fault)
            errors.Add($"network namespace path '{spec.NetNsPath}' {fault}");
        if (spec.Addresses.Count != 1)
            errors.Add($"{spec.Addresses.Count} addresses are given, a pod's interface has one");
        foreach (IPAddress address in spec.Addresses.Where(address => !IsIPv4(address)))
            errors.Add($"address {address} is not IPv4");
        if (spec.Mtu is int mtu && mtu is < MinMtu or > 65535)
            errors.Add($"MTU {spec.Mtu} is out of range ({MinMtu}..65535)");
        return errors;
    }

    private static bool IsIPv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static void Throw(AttachmentSpec spec, List<string> errors)
    {
        if (errors.Count > 0)
            throw new FabricException(FabricErrorCode.InvalidSpec, $"attach {spec.Key} to {spec.Network}", errors);
    }
}
