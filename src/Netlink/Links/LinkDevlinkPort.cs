using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>The port of devlink a link belongs to; IFLA_DEVLINK_PORT, empty on a device without one.</summary>
[WireSet]
public sealed partial record LinkDevlinkPort
{
    /// <summary>Name of the bus.</summary>
    [Wire(DEVLINK_ATTR.BUS_NAME)]
    public partial string? Bus { get; init; }

    /// <summary>Name of the device on the bus.</summary>
    [Wire(DEVLINK_ATTR.DEV_NAME)]
    public partial string? Device { get; init; }

    /// <summary>Index of the port.</summary>
    [Wire(DEVLINK_ATTR.PORT_INDEX)]
    public partial uint? Index { get; init; }
}
