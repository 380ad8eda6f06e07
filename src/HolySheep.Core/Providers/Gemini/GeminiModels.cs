using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads a page of the list of models: those that generate content, by the ids that calls name.</summary>
internal static class GeminiModels
{
    private const string Generates = "generateContent";

    // The second is that of Vertex AI, whose models do not say what they can do.
    private static readonly string[] Lists = ["models", "publisherModels"];
    private static readonly string[] Methods = ["supportedGenerationMethods", "supportedActions"];

    /// <summary>The models by their ids, and the token of the next page; null if it is not a list of models.</summary>
    public static (IReadOnlyDictionary<string, ListedModel?> Models, string? NextToken)? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var next = TextOf(root, "nextPageToken");
            var lists = Lists.Where(name => root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array).ToList();
            if (lists.Count == 0)
            {
                // An empty list is left out of the JSON.
                return root.EnumerateObject().All(member => member.NameEquals("nextPageToken")) ? (new Dictionary<string, ListedModel?>(), next) : null;
            }

            var models = new Dictionary<string, ListedModel?>();
            foreach (var model in root.GetProperty(lists[0]).EnumerateArray().Where(IsUsable))
            {
                models[IdOf(TextOf(model, "name")!)] = ListedModelReader.Of(model);
            }

            return (models, next);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsUsable(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object || TextOf(model, "name") is null)
        {
            return false;
        }

        var methods = Methods.Where(name => model.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array).ToList();
        return methods.Count == 0 || methods.Any(name => model.GetProperty(name).EnumerateArray().Any(method => method.ValueKind == JsonValueKind.String && method.ValueEquals(Generates)));
    }

    private static string IdOf(string name)
    {
        var models = name.LastIndexOf("models/", StringComparison.Ordinal);
        return models == 0 || (models > 0 && name[models - 1] == '/') ? name.Substring(models + "models/".Length) : name;
    }

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } said ? said : null;
}
