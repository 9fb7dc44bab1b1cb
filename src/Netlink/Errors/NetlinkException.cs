namespace NetFabric.Netlink;

/// <summary>
/// The kernel refused a request. The socket is still good; unless the message says otherwise, nothing was changed by the request.
/// </summary>
public sealed class NetlinkException : IOException
{
    internal NetlinkException(
        string operation, Errno error, string? kernelMessage = null, string? attribute = null, int? index = null, string? policy = null)
        : base(Compose(operation, error, kernelMessage, attribute, index, policy)) =>
        (Operation, Error, KernelMessage, Attribute, OperationIndex, Policy) = (operation, error, kernelMessage, attribute, index, policy);

    /// <summary>What was attempted, on which object: <c>add link "vx100" (vxlan)</c>.</summary>
    public string Operation { get; }

    /// <summary>The error number.</summary>
    public Errno Error { get; }

    /// <summary>The kernel's own words (extended ACK); null when it gave none.</summary>
    public string? KernelMessage { get; }

    /// <summary>Path of the attribute the kernel objects to, <c>linkinfo.data.port</c>; null when it named none.</summary>
    public string? Attribute { get; }

    /// <summary>What the kernel would have taken for <see cref="Attribute"/>, <c>value 68..65535</c>; null when it did not say.</summary>
    public string? Policy { get; }

    /// <summary>Position of the failed operation in its batch; null outside a batch.</summary>
    public int? OperationIndex { get; }

    /// <summary>The object does not exist (ENODEV, ENOENT, ESRCH, ENXIO; EADDRNOTAVAIL for addresses).</summary>
    public bool IsNotFound => Error is Errno.ENODEV or Errno.ENOENT or Errno.ESRCH or Errno.ENXIO or Errno.EADDRNOTAVAIL;

    /// <summary>The object exists already (EEXIST).</summary>
    public bool IsExists => Error is Errno.EEXIST;

    /// <summary>The caller lacks a capability, CAP_NET_ADMIN in the namespace's user namespace as a rule (EPERM, EACCES).</summary>
    public bool IsNotPermitted => Error is Errno.EPERM or Errno.EACCES;

    private static string Compose(string operation, Errno error, string? kernelMessage, string? attribute, int? index, string? policy)
    {
        string text = $"{operation}: {error} {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage((int)error)}";
        if (index is int position)
            text = $"operation {position}: {text}";
        if (kernelMessage is not null)
            text += $": {kernelMessage}";
        if (attribute is not null)
            text += $" (attribute {attribute}{(policy is null ? "" : $", allowed: {policy}")})";
        if (error == Errno.EPERM && kernelMessage is null)
            text += " (needs CAP_NET_ADMIN in the namespace's user namespace)";
        return text;
    }
}
