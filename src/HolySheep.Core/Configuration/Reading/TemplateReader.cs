using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Configuration.Description;
using HolySheep.Errors;
using HolySheep.Schema;
using HolySheep.Templates;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>templates</c>.</summary>
internal sealed class TemplateReader(ReadingContext context, ModelNameReader models)
{
    private static readonly string[] Known = KeyDescription.NamesOf(TemplateKeys.All);
    private static readonly string[] KnownOptions = KeyDescription.NamesOf(TemplateKeys.Options);

    /// <summary>Reads the templates by name, in any letter case.</summary>
    public IReadOnlyDictionary<string, TemplateOptions> Read(ConfigurationNode? node)
    {
        var templates = new Dictionary<string, TemplateOptions>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in context.Members(node))
        {
            if (!ReadingContext.IsName(item.Name) || templates.ContainsKey(item.Name))
            {
                throw context.Fault(item, "expected the name of a template, each name once");
            }

            templates.Add(item.Name, ReadOne(item));
        }

        return templates;
    }

    private TemplateOptions ReadOne(ConfigurationNode item)
    {
        context.WarnUnknown(item, Known);
        var options = item["options"];
        if (options is not null)
        {
            context.WarnUnknown(options, KnownOptions);
        }

        var schema = item["schema"];
        var schemaText = schema is null ? null : JsonOf(schema);
        return new TemplateOptions
        {
            Name = item.Name,
            Prompt = item["prompt"] is { } prompt ? ReadPrompt(prompt) : null,
            System = context.OptionalText(item["system"], "an instruction"),
            Model = item["model"] is { } model ? models.Read(model) : null,
            Schema = schema is null ? null : Parsed(schema, () => AnswerSchema.Parse(schemaText!)),
            SchemaText = schemaText,
            Temperature = options?["temperature"] is { } temperature ? (double)context.Number(temperature, 0, 2, "a number from 0 to 2") : null,
            TopP = options?["topP"] is { } topP ? (double)context.Number(topP, 0, 1, "a number from 0 to 1") : null,
            MaxTokens = context.Integer(options?["maxTokens"], 1),
            Stop = options?["stop"] is { } stop ? [.. context.Items(stop).Select(item => context.Text(item, "a text that ends the answer"))] : [],
            Seed = options?["seed"] is { } seed ? (long)context.Number(seed, long.MinValue, long.MaxValue, "a whole number") : null,
            ReasoningEffort = context.OptionalText(options?["reasoningEffort"], "an effort such as low, medium or high"),
            Task = context.OptionalText(options?["task"], "the name of a task"),
        };
    }

    private string ReadPrompt(ConfigurationNode node)
    {
        var text = context.Text(node, "a prompt");
        Parsed(node, () => PromptTemplate.Parse(text));
        return text;
    }

    /// <summary>What another reader makes of a value; its error names the place in the file.</summary>
    private T Parsed<T>(ConfigurationNode node, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (HolySheepException exception) when (exception is not ConfigurationException)
        {
            throw context.Fault(node, exception.Message, exception.Hint);
        }
    }

    private static string JsonOf(ConfigurationNode node)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, node);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ConfigurationNode node)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in node.Children)
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in node.Children)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(node.Text);
                break;
            case JsonValueKind.Number:
                json.WriteRawValue(node.Text);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                json.WriteBooleanValue(node.Kind == JsonValueKind.True);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
