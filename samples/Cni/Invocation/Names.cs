namespace NetFabric.Samples.Cni.Invocation;

/// <summary>The one form the specification has for container ids and network names.</summary>
internal static class Names
{
    /// <summary><c>^[A-Za-z0-9][A-Za-z0-9_.-]*$</c></summary>
    public static bool IsIdentifier(string text) =>
        text.Length > 0 && char.IsAsciiLetterOrDigit(text[0])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
