using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>The file's text as nodes that can be changed, and back.</summary>
internal static class ConfigurationText
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The root of a text that is known to be JSON.</summary>
    public static JsonObject Parse(string text) =>
        JsonNode.Parse(text, null, Tolerant) as JsonObject ?? throw new ConfigurationException("expected an object { … }");

    /// <summary>The text of a root, for people to read.</summary>
    public static string Format(JsonObject root) => root.ToJsonString(Indented) + "\n";
}
