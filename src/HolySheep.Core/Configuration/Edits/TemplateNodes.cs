using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Errors;

namespace HolySheep.Configuration.Edits;

/// <summary>Edits <c>templates</c>.</summary>
internal static class TemplateNodes
{
    private const string Templates = "templates";
    private const string Options = "options";

    /// <summary>Changes or adds a template.</summary>
    public static void Set(JsonObject root, string name, TemplateEdit edit)
    {
        var template = Nodes.Entry(Nodes.Section(root, Templates), name);
        Nodes.SetText(template, "prompt", edit.Prompt);
        Nodes.SetText(template, "system", edit.System);
        Nodes.SetText(template, "model", edit.Model);
        SetSchema(template, edit.Schema);
        SetOptions(template, edit);
    }

    /// <summary>Removes a template.</summary>
    /// <returns>Whether it existed.</returns>
    public static bool Remove(JsonObject root, string name) => Nodes.RemoveEntry(root, Templates, name);

    private static void SetSchema(JsonObject template, string? schema)
    {
        if (schema is null)
        {
            return;
        }

        template.Remove("schema");
        if (schema.Trim().Length > 0)
        {
            try
            {
                template["schema"] = JsonNode.Parse(schema);
            }
            catch (JsonException exception)
            {
                throw new ConfigurationException("expected the schema as JSON: " + exception.Message, key: "schema");
            }
        }
    }

    private static void SetOptions(JsonObject template, TemplateEdit edit)
    {
        var options = Nodes.Section(template, Options);
        Nodes.Set(options, "temperature", edit.Temperature);
        Nodes.Set(options, "topP", edit.TopP);
        Nodes.SetNumber(options, "maxTokens", edit.MaxTokens);
        Nodes.Set(options, "seed", edit.Seed);
        Nodes.SetText(options, "reasoningEffort", edit.ReasoningEffort);
        Nodes.SetText(options, "task", edit.Task);
        Nodes.SetTexts(options, "stop", edit.Stop);
        if (options.Count == 0)
        {
            template.Remove(Options);
        }
    }
}
