using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Providers.Inspection;

/// <summary>Reads a list of models: wrapped in <c>data</c> or <c>models</c>, or bare; entries are objects or names.</summary>
internal static class ModelListReader
{
    private static readonly string[] Wrappers = ["data", "models", "result", "items"];
    private static readonly string[] Names = ["id", "name", "model"];

    /// <summary>The list as one page; null if it is not a list of models.</summary>
    public static ModelPage? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return ListOf(document.RootElement) is { } list && Ids(list) is { } ids ? new ModelPage(ids) { Models = ModelsOf(list) } : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? ListOf(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return root;
        }

        if (root.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in Wrappers)
            {
                if (root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array)
                {
                    return list;
                }
            }
        }

        return null;
    }

    private static List<string>? Ids(JsonElement list)
    {
        var ids = new List<string>();
        foreach (var model in list.EnumerateArray())
        {
            if (IdOf(model) is { Length: > 0 } id)
            {
                ids.Add(id);
            }
        }

        // A list of other things is not an empty list of models.
        return ids.Count == 0 && list.GetArrayLength() > 0 ? null : ids;
    }

    private static Dictionary<string, ListedModel> ModelsOf(JsonElement list)
    {
        var models = new Dictionary<string, ListedModel>();
        foreach (var model in list.EnumerateArray())
        {
            if (ListedModelReader.Of(model) is { } known && IdOf(model) is { } id)
            {
                models[id] = known;
            }
        }

        return models;
    }

    private static string? IdOf(JsonElement model)
    {
        if (model.ValueKind == JsonValueKind.String)
        {
            return model.GetString();
        }

        if (model.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in Names)
            {
                if (model.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String)
                {
                    return id.GetString();
                }
            }
        }

        return null;
    }
}
