using System.Text;

namespace NetFabric.Ovsdb;

/// <summary>Finds everything in a specification that Open vSwitch or the kernel would refuse, before anything is sent.</summary>
internal sealed class OvsSpecificationCheck
{
    // IFNAMSIZ is 16 with the terminating zero, include/uapi/linux/if.h.
    private const int MaxDeviceNameBytes = 15;

    // Devices that Open vSwitch makes for itself.
    private static readonly string[] ReservedNames = ["ovs-netdev", "ovs-system", "gre_sys", "lo"];
    private static readonly string[] ReservedPrefixes = ["vxlan_sys", "genev_sys"];

    private readonly List<string> _problems = [];
    private readonly HashSet<string> _bridges = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ports = new(StringComparer.Ordinal);
    private readonly HashSet<string> _interfaces = new(StringComparer.Ordinal);

    private OvsSpecificationCheck()
    {
    }

    /// <exception cref="ArgumentException">Something is wrong; the message has all of it.</exception>
    public static void Check(IReadOnlyList<OvsBridge> bridges)
    {
        ArgumentNullException.ThrowIfNull(bridges);
        var check = new OvsSpecificationCheck();
        foreach (OvsBridge bridge in bridges)
            check.CheckBridge(bridge);
        if (check._problems.Count > 0)
            throw new ArgumentException(string.Join("; ", check._problems), nameof(bridges));
    }

    private void CheckBridge(OvsBridge bridge)
    {
        string what = $"bridge \"{bridge.Name}\"";
        CheckDeviceName(what, bridge.Name);
        Require(_bridges.Add(bridge.Name), $"{what} is listed twice");
        CheckText(what, "datapath type", bridge.DatapathType);
        CheckMap(what, "other_config", bridge.OtherConfig);
        CheckMap(what, "external_ids", bridge.ExternalIds);
        foreach (OvsPort port in bridge.Ports)
            CheckPort(port, bridge.Name);
    }

    private void CheckPort(OvsPort port, string bridge)
    {
        string what = $"port \"{port.Name}\" of bridge \"{bridge}\"";
        CheckName(what, port.Name);
        Require(_ports.Add(port.Name), $"{what} is listed twice");
        CheckVlan(what, port);
        CheckBond(what, port);
        CheckMap(what, "other_config", port.OtherConfig);
        CheckMap(what, "external_ids", port.ExternalIds);
        Require(
            port.Name != bridge || port.Interfaces is [{ Type: OvsInterfaceType.Internal } only] && only.Name == bridge,
            $"{what} is the local port: its only interface must be internal and have the bridge's name");
        foreach (OvsInterface device in port.Interfaces)
            CheckInterface(device, what);
    }

    private void CheckVlan(string what, OvsPort port)
    {
        Require(port.Tag is null or (>= 1 and <= 4094), $"{what}: tag {port.Tag} is not in 1..4094");
        foreach (int vlan in port.Trunks ?? [])
            Require(vlan is >= 0 and <= 4095, $"{what}: trunk VLAN {vlan} is not in 0..4095");
        Require(port.Trunks is null || port.Trunks.Distinct().Count() == port.Trunks.Count, $"{what}: a trunk VLAN is listed twice");
        bool hasTrunks = port.Trunks is { Count: > 0 };
        switch (port.VlanMode)
        {
            case null:
                Require(
                    port.Tag is null || !hasTrunks,
                    $"{what}: with a tag it is an access port, which has no trunks; say VlanMode NativeTagged or NativeUntagged");
                break;
            case OvsVlanMode.Trunk:
                Require(port.Tag is null, $"{what}: a trunk has no tag; say VlanMode NativeTagged or NativeUntagged");
                break;
            case OvsVlanMode.Access or OvsVlanMode.Dot1qTunnel:
                Require(port.Tag is not null, $"{what}: VlanMode {port.VlanMode} needs a tag");
                Require(!hasTrunks, $"{what}: VlanMode {port.VlanMode} has no trunks");
                break;
            default:
                Require(port.Tag is not null, $"{what}: VlanMode {port.VlanMode} needs a tag");
                break;
        }
    }

    private void CheckBond(string what, OvsPort port)
    {
        Require(port.Interfaces.Count > 0, $"{what} has no interface");
        Require(
            port.Interfaces.Count != 1 || (port.BondMode is null && port.Lacp is null or OvsLacp.Off),
            $"{what}: LACP and a bond mode need at least two interfaces");
        Require(
            port.BondMode != OvsBondMode.BalanceTcp || port.Lacp != OvsLacp.Off,
            $"{what}: bond mode balance-tcp needs LACP");
    }

    private void CheckInterface(OvsInterface device, string port)
    {
        string what = $"interface \"{device.Name}\" of {port}";
        bool isKernelDevice = device.Type is OvsInterfaceType.System or "system" or OvsInterfaceType.Internal or OvsInterfaceType.Tap;
        if (isKernelDevice)
            CheckDeviceName(what, device.Name);
        else
            CheckName(what, device.Name);
        Require(_interfaces.Add(device.Name), $"{what} is listed twice");
        CheckText(what, "type", device.Type);
        Require(device.MtuRequest is null or (>= 68 and <= 65535), $"{what}: MTU {device.MtuRequest} is not in 68..65535");
        Require(
            device.Mac is null || IsUnicastMac(device.Mac),
            $"{what}: \"{device.Mac}\" is not a unicast MAC address like 02:00:00:00:00:01");
        Require(
            device.Type != OvsInterfaceType.Patch || device.Options?.ContainsKey("peer") == true,
            $"{what}: a patch port needs options:peer");
        CheckMap(what, "options", device.Options);
        CheckMap(what, "external_ids", device.ExternalIds);
    }

    // net/core/dev.c dev_valid_name.
    private void CheckDeviceName(string what, string name)
    {
        CheckName(what, name);
        Require(Encoding.UTF8.GetByteCount(name) <= MaxDeviceNameBytes, $"{what}: the name is longer than {MaxDeviceNameBytes} bytes");
        Require(!name.Contains(':'), $"{what}: the name of a network device has no colon");
        Require(name is not ("." or ".."), $"{what}: the name of a network device is not \".\" or \"..\"");
    }

    private void CheckName(string what, string name)
    {
        Require(name.Length > 0, $"{what}: the name is empty");
        Require(
            !name.Any(character => character == '/' || char.IsWhiteSpace(character) || char.IsControl(character)),
            $"{what}: the name has a slash, white space or a control character");
        CheckText(what, "name", name);
        Require(
            !ReservedNames.Contains(name) && !ReservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)),
            $"{what}: the name is reserved");
    }

    private void CheckMap(string what, string column, IReadOnlyDictionary<string, string>? map)
    {
        foreach ((string key, string value) in map ?? new Dictionary<string, string>())
        {
            CheckText(what, $"a key of {column}", key);
            CheckText(what, $"{column}:{key}", value);
        }
    }

    private void CheckText(string what, string part, string? text)
    {
        try
        {
            _ = text is null ? default : (OvsdbAtom)text;
        }
        catch (ArgumentException error)
        {
            _problems.Add($"{what}: {part}: {error.Message}");
        }
    }

    private void Require(bool holds, string problem)
    {
        if (!holds)
            _problems.Add(problem);
    }

    private static bool IsUnicastMac(string text)
    {
        if (text.Length != 17)
            return false;
        Span<byte> mac = stackalloc byte[6];
        for (int index = 0; index < 6; index++)
        {
            if (index > 0 && text[index * 3 - 1] != ':')
                return false;
            if (!char.IsAsciiHexDigit(text[index * 3]) || !char.IsAsciiHexDigit(text[index * 3 + 1]))
                return false;
            mac[index] = Convert.ToByte(text.Substring(index * 3, 2), 16);
        }
        return (mac[0] & 1) == 0 && mac.IndexOfAnyExcept((byte)0) >= 0;
    }
}
