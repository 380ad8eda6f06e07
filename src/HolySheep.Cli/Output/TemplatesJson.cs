using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Templates;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of templates: a list in which every key is always present.</summary>
internal static class TemplatesJson
{
    public static string Of(IEnumerable<TemplateOptions> templates) => JsonLine.OfList(templates, Write);

    private static void Write(Utf8JsonWriter json, TemplateOptions template)
    {
        json.WriteStartObject();
        json.WriteString("name", template.Name);
        json.WriteString("prompt", template.Prompt);
        json.WriteString("system", template.System);
        json.WriteString("model", template.Model);
        json.WritePropertyName("schema");
        json.WriteRawValue(template.SchemaText ?? "null");
        JsonLine.WriteNumber(json, "temperature", (decimal?)template.Temperature);
        JsonLine.WriteNumber(json, "top_p", (decimal?)template.TopP);
        JsonLine.WriteNumber(json, "max_tokens", template.MaxTokens);
        JsonLine.WriteStrings(json, "stop", template.Stop);
        JsonLine.WriteNumber(json, "seed", template.Seed);
        json.WriteString("reasoning_effort", template.ReasoningEffort);
        json.WriteString("task", template.Task);
        json.WriteEndObject();
    }
}
