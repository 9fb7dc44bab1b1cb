using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink;

/// <summary>XDP programs on a link, as reported; IFLA_XDP.</summary>
[WireSet]
public sealed partial record LinkXdp
{
    /// <summary>Where a program runs; XDP_ATTACHED_*: 0 nowhere, 1 in the driver, 2 generic, 3 in hardware, 4 in several places.</summary>
    [Wire(IFLA_XDP.ATTACHED)]
    public partial byte? Attached { get; init; }

    /// <summary>XDP_FLAGS_* it was attached with.</summary>
    [Wire(IFLA_XDP.FLAGS)]
    public partial uint? Flags { get; init; }

    /// <summary>Id of the program, if it is one.</summary>
    [Wire(IFLA_XDP.PROG_ID)]
    public partial uint? ProgramId { get; init; }

    /// <summary>Id of the program in the driver.</summary>
    [Wire(IFLA_XDP.DRV_PROG_ID)]
    public partial uint? DriverProgramId { get; init; }

    /// <summary>Id of the generic program.</summary>
    [Wire(IFLA_XDP.SKB_PROG_ID)]
    public partial uint? GenericProgramId { get; init; }

    /// <summary>Id of the program in hardware.</summary>
    [Wire(IFLA_XDP.HW_PROG_ID)]
    public partial uint? HardwareProgramId { get; init; }
}
