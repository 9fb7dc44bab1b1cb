using System.Text;

namespace NetFabric.Ovsdb;

/// <summary>An error as the server words it (RFC 7047 section 3.1, <c>error</c>).</summary>
/// <param name="Text">The short error, for instance <c>constraint violation</c>.</param>
/// <param name="Details">The long text, or <see langword="null"/>.</param>
/// <param name="Syntax">The piece of JSON it is about, or <see langword="null"/>.</param>
public sealed record OvsdbError(string Text, string? Details = null, string? Syntax = null)
{
    /// <summary>The short error as an enumeration; <see cref="OvsdbErrorCode.Other"/> for a text this library does not know.</summary>
    public OvsdbErrorCode Code => Text switch
    {
        "syntax error" => OvsdbErrorCode.SyntaxError,
        "unknown database" => OvsdbErrorCode.UnknownDatabase,
        "unknown table" => OvsdbErrorCode.UnknownTable,
        "unknown column" => OvsdbErrorCode.UnknownColumn,
        "unknown method" => OvsdbErrorCode.UnknownMethod,
        "unknown monitor" => OvsdbErrorCode.UnknownMonitor,
        "duplicate monitor ID" => OvsdbErrorCode.DuplicateMonitor,
        "constraint violation" => OvsdbErrorCode.ConstraintViolation,
        "referential integrity violation" => OvsdbErrorCode.ReferentialIntegrityViolation,
        "duplicate uuid-name" => OvsdbErrorCode.DuplicateUuidName,
        "duplicate uuid" => OvsdbErrorCode.DuplicateUuid,
        "domain error" => OvsdbErrorCode.DomainError,
        "range error" => OvsdbErrorCode.RangeError,
        "timed out" => OvsdbErrorCode.TimedOut,
        "not owner" => OvsdbErrorCode.NotOwner,
        "not supported" => OvsdbErrorCode.NotSupported,
        "not allowed" => OvsdbErrorCode.NotAllowed,
        "permission error" => OvsdbErrorCode.PermissionError,
        "resources exhausted" => OvsdbErrorCode.ResourcesExhausted,
        "I/O error" => OvsdbErrorCode.IoError,
        "aborted" => OvsdbErrorCode.Aborted,
        "canceled" => OvsdbErrorCode.Canceled,
        _ => OvsdbErrorCode.Other,
    };

    /// <summary>Error, details and syntax on one line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Text);
        if (!string.IsNullOrEmpty(Details))
            text.Append(": ").Append(Details);
        if (!string.IsNullOrEmpty(Syntax))
            text.Append(" (at ").Append(Syntax).Append(')');
        return text.ToString();
    }
}
