namespace NetFabric.Samples.Cni.Errors;

/// <summary>A call failed: what the error object on stdout will say.</summary>
internal sealed class CniException(CniErrorCode code, string message, string? details = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public CniErrorCode Code { get; } = code;

    public string? Details { get; } = details;
}
