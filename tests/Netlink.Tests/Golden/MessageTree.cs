using System.Buffers.Binary;
using System.Text;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Golden;

/// <summary>
/// A message as text, one line per attribute, with the differences taken out that mean nothing to the kernel. Parsed by its own rules, not by
/// the library's reader, which is what is under test.
/// </summary>
internal static class MessageTree
{
    // NLA_F_NESTED and NLA_F_NET_BYTEORDER: iproute2 6.1 sets NESTED on newer nests only; rtnetlink parses the others leniently.
    private const int TypeMask = 0x3fff;

    private sealed record Node(int Type, byte[] Payload, List<Node>? Children);

    private sealed record Nest(Dictionary<int, Nest> Children, int Header = 0, bool IsText = false, bool IsInfo = false, Nest? Any = null);

    private static readonly Nest Leaves = new([]);
    private static readonly Nest Text = new([], IsText: true);
    private static readonly Nest Lists = new([], Any: Leaves);

    public static string Of(RTM type, ReadOnlySpan<byte> body)
    {
        int size = HeaderSize(type);
        byte[] header = body[..size].ToArray();
        List<Node> nodes = Parse(body[size..], Schema(type));
        Normalise(type, header, nodes);
        var text = new StringBuilder().AppendLine(Convert.ToHexStringLower(header));
        Print(text, nodes, "");
        return text.ToString();
    }

    private static int HeaderSize(RTM type) => type switch
    {
        RTM.NEWLINK or RTM.DELLINK => 16,
        RTM.NEWADDR or RTM.DELADDR or RTM.NEWNEXTHOP or RTM.DELNEXTHOP => 8,
        _ => 12,
    };

    private static Nest Schema(RTM type) => type switch
    {
        RTM.NEWLINK or RTM.DELLINK => LinkSchema(),
        RTM.NEWROUTE or RTM.DELROUTE => new Nest(new() { [(int)RTA.METRICS] = new Nest(new() { [(int)RTAX.CC_ALGO] = Text }) }),
        _ => Leaves,
    };

    private static Nest LinkSchema() => new(new()
    {
        [(int)IFLA.AF_SPEC] = Lists,
        [(int)IFLA.LINKINFO] = new Nest(new()
        {
            [(int)IFLA_INFO.KIND] = Text,
            [(int)IFLA_INFO.SLAVE_KIND] = Text,
            [(int)IFLA_INFO.SLAVE_DATA] = Leaves,
        }, IsInfo: true),
    });

    // The data of a link is laid out by its kind.
    private static Nest DataSchema(string kind) => kind switch
    {
        "veth" => new Nest(new() { [(int)VETH_INFO.PEER] = LinkSchema() with { Header = 16 } }),
        "vlan" => new Nest(new() { [(int)IFLA_VLAN.EGRESS_QOS] = Leaves, [(int)IFLA_VLAN.INGRESS_QOS] = Leaves }),
        "bond" => new Nest(new() { [(int)IFLA_BOND.ARP_IP_TARGET] = Leaves, [(int)IFLA_BOND.NS_IP6_TARGET] = Leaves }),
        _ => Leaves,
    };

    private static List<Node> Parse(ReadOnlySpan<byte> bytes, Nest nest)
    {
        var nodes = new List<Node>();
        string kind = "";
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            int type = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) & TypeMask;
            ReadOnlySpan<byte> payload = bytes[4..length];
            bytes = bytes[Math.Min((length + 3) & ~3, bytes.Length)..];
            Nest? inner = nest.Any ?? nest.Children.GetValueOrDefault(type);
            if (nest.IsInfo && type == (int)IFLA_INFO.KIND)
                kind = Encoding.UTF8.GetString(payload).TrimEnd('\0');
            else if (nest.IsInfo && type == (int)IFLA_INFO.DATA)
                inner = DataSchema(kind);
            // NLA_STRING is compared up to the NUL, if there is one: iproute2 sends kinds and congestion controls without.
            if (inner is { IsText: true })
                nodes.Add(new Node(type, [.. payload[..(payload is [.., 0] ? payload.Length - 1 : payload.Length)]], null));
            else if (inner is not null)
                nodes.Add(new Node(type, payload[..inner.Header].ToArray(), Parse(payload[inner.Header..], inner)));
            else
                nodes.Add(new Node(type, payload.ToArray(), null));
        }
        return nodes;
    }

    private static void Normalise(RTM type, byte[] header, List<Node> nodes)
    {
        switch (type)
        {
            // IFA_FLAGS replaces the header's byte (inet_rtm_newaddr, inet6_rtm_newaddr): what counts is the effective value.
            case RTM.NEWADDR or RTM.DELADDR:
                if (header[2] != 0 && !nodes.Exists(node => node.Type == (int)IFA.FLAGS))
                    nodes.Add(new Node((int)IFA.FLAGS, BitConverter.GetBytes((uint)header[2]), null));
                header[2] = 0;
                break;

            // RTA_TABLE replaces the header's byte (rtm_to_fib_config): iproute2 sends 0 there, the library RT_TABLE_COMPAT as the kernel does.
            case RTM.NEWROUTE or RTM.DELROUTE when nodes.Exists(node => node.Type == (int)RTA.TABLE):
                header[4] = 0;
                break;

            case RTM.NEWLINK when nodes.Find(node => node.Type == (int)IFLA.LINKINFO) is { Children: List<Node> info }:
                NormaliseInfo(info);
                break;
        }
    }

    private static void NormaliseInfo(List<Node> info)
    {
        int kind = info.FindIndex(node => node.Type == (int)IFLA_INFO.KIND);
        if (kind < 0)
            return;
        string name = Encoding.UTF8.GetString(info[kind].Payload);
        // For the data of a port the kernel goes by the master's kind (__rtnl_newlink); iproute2 names "bridge_slave" as the link's own kind,
        // which no kernel registers.
        if (name.EndsWith("_slave", StringComparison.Ordinal))
            info[kind] = new Node((int)IFLA_INFO.SLAVE_KIND, Encoding.UTF8.GetBytes(name[..^"_slave".Length]), null);
        // The VNI of a device that takes it from metadata: the kernel's own default (vxlan_nl2conf), which the library sends.
        List<Node>? data = info.Find(node => node.Type == (int)IFLA_INFO.DATA)?.Children;
        if (name == "vxlan" && data!.Exists(node => node.Type == (int)IFLA_VXLAN.COLLECT_METADATA))
            data.RemoveAll(node => node.Type == (int)IFLA_VXLAN.ID && node.Payload.All(b => b == 0));
    }

    // Sorted by type (attributes go by their number, not their place), stable: several of one type are a list.
    private static void Print(StringBuilder text, List<Node> nodes, string indent)
    {
        foreach (Node node in nodes.OrderBy(node => node.Type))
        {
            text.Append(indent).Append(node.Type).Append(' ').AppendLine(Convert.ToHexStringLower(node.Payload));
            if (node.Children is not null)
                Print(text, node.Children, indent + "  ");
        }
    }
}
