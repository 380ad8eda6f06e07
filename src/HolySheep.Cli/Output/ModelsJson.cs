using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of models: a list in which every key is always present.</summary>
internal static class ModelsJson
{
    public static string Of(IEnumerable<ModelInfo> models) => JsonLine.OfList(models, Write);

    private static void Write(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("provider", model.Provider);
        JsonLine.WriteBoolean(json, "available", model.Available);
        JsonLine.WriteNumber(json, "context_window", model.ContextWindow);
        JsonLine.WriteNumber(json, "max_output", model.MaxOutput);
        json.WriteStartObject("price");
        PriceJson.WriteMembers(json, model.Price);
        json.WriteEndObject();
        json.WriteString("price_source", model.PriceSource);
        json.WriteString("price_date", model.PriceDate);
        JsonLine.WriteStrings(json, "fallback", model.Fallback);
        JsonLine.WriteStrings(json, "aliases", model.Aliases);
        JsonLine.WriteStrings(json, "targets", [.. model.Targets.Select(target => target.Target)]);
        JsonLine.WriteBoolean(json, "tools", model.Tools);
        JsonLine.WriteBoolean(json, "images", model.Images);
        JsonLine.WriteBoolean(json, "documents", model.Documents);
        JsonLine.WriteBoolean(json, "json_schema", model.JsonSchema);
        JsonLine.WriteStrings(json, "efforts", model.Efforts);
        json.WriteEndObject();
    }
}
