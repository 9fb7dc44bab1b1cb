using NetFabric.Fabric;
using NetFabric.Netlink;

namespace NetFabric.Samples.Cni.Errors;

/// <summary>Gives every failure the code a runtime acts on.</summary>
internal static class ErrorTranslation
{
    /// <param name="failure">Any exception that ended a call.</param>
    /// <param name="netNs">CNI_NETNS of the call, if it had one.</param>
    public static CniException ToCni(this Exception failure, string? netNs) => failure switch
    {
        CniException known => known,
        FabricException fabric => new CniException(CodeOf(fabric, netNs), fabric.Message, fabric.InnerException?.Message, fabric),
        NetlinkException netlink => new CniException(CodeOf(netlink), netlink.Message, null, netlink),
        IOException or UnauthorizedAccessException => new CniException(CniErrorCode.InputOutput, failure.Message, null, failure),
        _ => new CniException(
            CniErrorCode.Internal,
            $"unexpected {failure.GetType().Name}: {failure.Message}",
            "This is a fault of the plugin, not of the configuration. DEL undoes whatever was begun.",
            failure),
    };

    private static CniErrorCode CodeOf(FabricException failure, string? netNs) => failure.Code switch
    {
        FabricErrorCode.InvalidSpec or FabricErrorCode.NetworkNotFound => CniErrorCode.InvalidConfiguration,
        FabricErrorCode.NamespaceNotFound => File.Exists(netNs) ? CniErrorCode.InvalidNamespace : CniErrorCode.UnknownContainer,
        FabricErrorCode.NamespaceIsHost => CniErrorCode.InvalidNamespace,
        FabricErrorCode.ParentNotFound or FabricErrorCode.OvsdbUnavailable or FabricErrorCode.OvsNotApplied or FabricErrorCode.Busy =>
            CniErrorCode.TryAgainLater,
        FabricErrorCode.Conflict => CniErrorCode.Conflict,
        FabricErrorCode.NotPermitted => CniErrorCode.NotPermitted,
        FabricErrorCode.NotSupported => CniErrorCode.NotSupported,
        FabricErrorCode.State => CniErrorCode.InputOutput,
        _ => failure.InnerException is NetlinkException netlink ? CodeOf(netlink) : CniErrorCode.Kernel,
    };

    private static CniErrorCode CodeOf(NetlinkException failure) => failure.Error switch
    {
        Errno.EBUSY or Errno.EAGAIN or Errno.EINTR or Errno.ENOBUFS or Errno.ENOMEM => CniErrorCode.TryAgainLater,
        Errno.EPERM or Errno.EACCES => CniErrorCode.NotPermitted,
        _ => CniErrorCode.Kernel,
    };
}
