using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetFabric.Samples.Cni.Results;

/// <summary>How JSON is written here: people read it, no browser does, so quotes and letters need no escapes beyond JSON's own.</summary>
internal static class JsonText
{
    public static JsonWriterOptions Writing { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
