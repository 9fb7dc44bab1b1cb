namespace NetFabric.Fabric;

/// <summary>A fabric operation failed. The message says what was attempted on which object, what was answered, and what still holds.</summary>
public sealed class FabricException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">What kind of failure.</param>
    /// <param name="message">What was attempted, what was answered, what still holds.</param>
    /// <param name="innerException">The kernel's or the server's own error.</param>
    public FabricException(FabricErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    internal FabricException(FabricErrorCode code, string attempted, IReadOnlyList<string> errors)
        : base($"{attempted}: {string.Join("; ", errors)}. Nothing was changed.") => (Code, Errors) = (code, errors);

    /// <summary>What kind of failure.</summary>
    public FabricErrorCode Code { get; }

    /// <summary>Every fault found, when the specification was wrong; else empty.</summary>
    public IReadOnlyList<string> Errors { get; } = [];
}
