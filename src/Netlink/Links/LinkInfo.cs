using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Links;

/// <summary>IFLA_LINKINFO. The kind's name decides what its data mean, so this nest is read and written by hand.</summary>
internal sealed record LinkInfo
{
    public LinkKind? Kind { get; init; }

    public LinkPort? Port { get; init; }

    public static LinkInfo Read(ReadOnlySpan<byte> attributes)
    {
        string? kind = null, portKind = null;
        ReadOnlySpan<byte> data = default, portData = default;
        while (attributes.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref attributes, out ushort type, "linkinfo");
            switch ((IFLA_INFO)type)
            {
                case IFLA_INFO.KIND: kind = WireFormat.ReadString(value); break;
                case IFLA_INFO.DATA: data = value; break;
                case IFLA_INFO.SLAVE_KIND: portKind = WireFormat.ReadString(value); break;
                case IFLA_INFO.SLAVE_DATA: portData = value; break;
            }
        }
        return new LinkInfo
        {
            Kind = kind is null ? null : LinkKind.Read(kind, data),
            Port = portKind is null ? null : LinkPort.Read(portKind, portData),
        };
    }

    public static void Write(MessageWriter writer, ushort type, LinkInfo info)
    {
        int nest = writer.BeginNest(type);
        if (info.Kind is LinkKind kind)
        {
            writer.Write((ushort)IFLA_INFO.KIND, kind.Name);
            int start = writer.Length;
            int data = writer.BeginNest((ushort)IFLA_INFO.DATA);
            kind.WriteTo(writer);
            // A kind without options (dummy) has no data; iproute2 sends none either.
            if (writer.Length == data + WireFormat.AttributeHeader)
                writer.Truncate(start);
            else
                writer.EndNest(data);
        }
        if (info.Port is LinkPort port)
        {
            writer.Write((ushort)IFLA_INFO.SLAVE_KIND, port.Name);
            int data = writer.BeginNest((ushort)IFLA_INFO.SLAVE_DATA);
            port.WriteTo(writer);
            writer.EndNest(data);
        }
        writer.EndNest(nest);
    }

    public static AttributeName[] Names(LinkInfo? info) =>
    [
        new((ushort)IFLA_INFO.KIND, "kind"),
        new((ushort)IFLA_INFO.DATA, "data", () => info?.Kind?.Names() ?? []),
        new((ushort)IFLA_INFO.SLAVE_KIND, "slave_kind"),
        new((ushort)IFLA_INFO.SLAVE_DATA, "slave_data", () => info?.Port?.Names() ?? []),
    ];
}
