using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>
/// A message as text, attributes sorted by number. What two right encoders may do differently is put on one line:
/// the sequence number; NLM_F_ECHO, by which we ask for the created object; NLA_F_NESTED, which we always set; the NUL behind
/// strings; IFLA_VXLAN_ID 0 of an external device, which our record always has; padding, which iproute2 does not always clear;
/// the number of a file descriptor; and the kind of a port, which iproute2 calls <c>bond_slave</c> in IFLA_INFO_KIND (the kernel goes by the port's master and looks at neither).
/// </summary>
internal static class WireText
{
    private const string PortSuffix = "_slave";

    /// <param name="message">The message with its header.</param>
    /// <param name="isRead">Leaves out what is never read: a file descriptor.</param>
    public static string Render(byte[] message, bool isRead = false)
    {
        ushort type = BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(4));
        var flags = (NLM_F)BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(6));
        int header = (RTM)type switch
        {
            RTM.NEWLINK or RTM.DELLINK or RTM.SETLINK => 16,
            RTM.NEWADDR or RTM.DELADDR or RTM.NEWNEXTHOP or RTM.DELNEXTHOP => 8,
            _ => 12,
        };
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(RTM)type} {(isRead ? 0 : flags & ~NLM_F.ECHO)}\n");
        text.Append(CultureInfo.InvariantCulture, $"header {Convert.ToHexStringLower(message.AsSpan(16, header))}\n");
        foreach (string line in Lines(message.AsSpan(16 + header), Path((RTM)type), isRead).Order(StringComparer.Ordinal))
            text.Append(line).Append('\n');
        return text.ToString();
    }

    private static string Path(RTM type) => type switch
    {
        RTM.NEWLINK or RTM.DELLINK or RTM.SETLINK => "link",
        RTM.NEWROUTE => "route",
        RTM.NEWNEXTHOP => "nexthop",
        _ => "",
    };

    private static List<string> Lines(ReadOnlySpan<byte> attributes, string path, bool isRead)
    {
        List<string> lines = [];
        string kind = "";
        while (attributes.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref attributes, out ushort type, path);
            string name = $"{path}.{type}";
            switch (name)
            {
                case "link.28" or "link.18.2(veth).1.28":
                    lines.AddRange(isRead ? [] : [$"{name} descriptor"]);
                    break;
                case "link.3" or "link.20" or "link.18.1" or "link.18.4" or "link.18.2(veth).1.3" or "route.8.16":
                    string word = WireFormat.ReadString(value);
                    if (word.EndsWith(PortSuffix, StringComparison.Ordinal))
                        (name, word) = ("link.18.4", word[..^PortSuffix.Length]);
                    if (name == "link.18.1")
                        kind = $"({word})";
                    lines.Add($"{name} \"{word}\"");
                    break;
                case "link.18" or "link.26" or "link.26.2" or "link.26.2.1" or "link.26.10" or "link.55" or "route.8":
                case "link.18.5" or "nexthop.12":
                case "link.18.2(vlan).3" or "link.18.2(vlan).4" or "link.18.2(bond).8" or "link.18.2(bond).31":
                    lines.AddRange(value.IsEmpty ? [$"{name} {Convert.ToHexStringLower(value)}"] : Lines(value, name, isRead));
                    break;
                case "link.18.2(vxlan).1" when value.IndexOfAnyExcept((byte)0) < 0:
                    break;
                case "route.9":
                    for (int hop = 0; !value.IsEmpty; hop++)
                    {
                        int length = BinaryPrimitives.ReadUInt16LittleEndian(value);
                        lines.Add($"{name}[{hop}] header {Convert.ToHexStringLower(value[2..8])}");
                        lines.AddRange(Lines(value[8..length], $"{name}[{hop}]", isRead));
                        value = value[length..];
                    }
                    break;
                case "link.18.2":
                    lines.AddRange(Lines(value, name + kind, isRead));
                    break;
                case "link.18.2(veth).1":
                    lines.Add($"{name} header {Convert.ToHexStringLower(value[..16])}");
                    lines.AddRange(Lines(value[16..], name, isRead));
                    break;
                default:
                    lines.Add($"{name} {Convert.ToHexStringLower(value)}");
                    break;
            }
        }
        return lines;
    }
}
