using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Tools;

namespace HolySheep.Providers;

/// <summary>Reads tools that a request offers by further members of the body, in the form of chat completions, as tools of its own: other wires write them in another form.</summary>
internal static class ToolMembers
{
    private const string Tools = "tools";
    private const string Choice = "tool_choice";
    private const string Parallel = "parallel_tool_calls";
    private const string Function = "function";

    /// <summary>The request with these tools as its own; the same one if it has none, or if a member says what tools of a request cannot.</summary>
    public static ChatRequest Adopt(ChatRequest request)
    {
        if (request.Tools.Count > 0 || request.ToolChoice is not null || request.ParallelToolCalls is not null || !request.ExtraBody.ContainsKey(Tools))
        {
            return request;
        }

        try
        {
            var adopted = request with
            {
                Tools = Read(request, Tools) is { ValueKind: JsonValueKind.Array } tools ? [.. tools.EnumerateArray().Select(ReadTool)] : throw Other(),
                ToolChoice = Read(request, Choice) is { } choice ? ReadChoice(choice) : null,
                ParallelToolCalls = Read(request, Parallel) is { } parallel ? ReadFlag(parallel) : null,
                ExtraBody = request.ExtraBody.Where(member => member.Key is not (Tools or Choice or Parallel)).ToDictionary(member => member.Key, member => member.Value),
            };
            return adopted.Tools.Count == 0 || ToolRules.FindFault(adopted) is not null ? request : adopted;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            // Not the form of a tool: it goes out as it is, to the wire that it was meant for.
            return request;
        }
    }

    private static JsonElement? Read(ChatRequest request, string name)
    {
        if (!request.ExtraBody.TryGetValue(name, out var json))
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Null ? null : document.RootElement.Clone();
    }

    private static ChatTool ReadTool(JsonElement tool)
    {
        var function = Members(tool, "type", Function).Single(member => member.NameEquals(Function)).Value;
        if (tool.GetProperty("type").GetString() != Function)
        {
            throw Other();
        }

        var members = Members(function, "name", "description", "parameters", "strict").Where(member => member.Value.ValueKind != JsonValueKind.Null).ToDictionary(member => member.Name, member => member.Value);
        return new ChatTool(members["name"].GetString()!, members.TryGetValue("description", out var description) ? description.GetString() : null, members.TryGetValue("parameters", out var parameters) ? parameters.GetRawText() : null)
        {
            Strict = members.TryGetValue("strict", out var strict) ? ReadFlag(strict) : null,
        };
    }

    private static ChatToolChoice ReadChoice(JsonElement choice) => choice.ValueKind == JsonValueKind.Object
        ? ChatToolChoice.Of(Members(Members(choice, "type", Function).Single(member => member.NameEquals(Function)).Value, "name").Single().Value.GetString()!)
        : choice.GetString() switch
        {
            "auto" => ChatToolChoice.Auto,
            "none" => ChatToolChoice.None,
            "required" => ChatToolChoice.Any,
            _ => throw Other(),
        };

    private static bool ReadFlag(JsonElement flag) => flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : throw Other();

    /// <summary>The members of an object that has no others than these.</summary>
    private static List<JsonProperty> Members(JsonElement parent, params string[] names)
    {
        var members = parent.EnumerateObject().ToList();
        return members.TrueForAll(member => names.Any(name => member.NameEquals(name))) ? members : throw Other();
    }

    private static JsonException Other() => new("It has another form.");
}
