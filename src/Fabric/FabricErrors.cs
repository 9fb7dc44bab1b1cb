using NetFabric.Netlink;
using NetFabric.Ovsdb;

namespace NetFabric.Fabric;

/// <summary>From the kernel's and the server's errors to what a caller can act on.</summary>
internal static class FabricErrors
{
    public static FabricErrorCode CodeOf(NetlinkException error) => error.Error switch
    {
        Errno.EPERM or Errno.EACCES => FabricErrorCode.NotPermitted,
        Errno.EEXIST or Errno.EADDRINUSE => FabricErrorCode.Conflict,
        Errno.EOPNOTSUPP or Errno.EPROTONOSUPPORT or Errno.EAFNOSUPPORT => FabricErrorCode.NotSupported,
        Errno.EBUSY => FabricErrorCode.Busy,
        _ => FabricErrorCode.Kernel,
    };

    public static FabricException From(string attempted, NetlinkException error, string afterwards) =>
        new(CodeOf(error), $"{attempted}: {error.Message}{Capability(error)}. {afterwards}", error);

    public static FabricException From(string attempted, OvsdbException error, string afterwards) => new(
        error switch
        {
            OvsdbConnectException or OvsdbConnectionLostException or OvsdbTimeoutException or OvsdbOutcomeUnknownException => FabricErrorCode.OvsdbUnavailable,
            OvsdbConflictException => FabricErrorCode.Conflict,
            _ => FabricErrorCode.OvsNotApplied,
        },
        $"{attempted}: {error.Message} {afterwards}",
        error);

    // A refused file below /proc/sys says no more than "permission denied".
    private static string Capability(NetlinkException error) =>
        CodeOf(error) == FabricErrorCode.NotPermitted && !error.Message.Contains("CAP_", StringComparison.Ordinal) ? " (CAP_NET_ADMIN is needed)" : "";
}
