using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Edits.Comments;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Converts between the file's text and nodes that can be changed.</summary>
internal static class ConfigurationText
{
    /// <summary>Takes what people write in a configuration: comments, and commas at the end.</summary>
    public static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The root of a text that is known to be valid JSON.</summary>
    public static JsonObject Parse(string text) =>
        JsonNode.Parse(text, null, Tolerant) as JsonObject ?? throw new ConfigurationException("expected an object { … }");

    /// <summary>The text of a root, indented.</summary>
    /// <param name="root">The root.</param>
    /// <param name="before">The text before the change, whose comments stay; null if there is none.</param>
    public static string Format(JsonObject root, string? before)
    {
        var written = root.ToJsonString(Indented) + "\n";
        return before is null ? written : ConfigurationComments.Keep(written, before);
    }
}
