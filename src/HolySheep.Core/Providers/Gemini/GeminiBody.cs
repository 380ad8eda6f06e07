using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes the body of a request.</summary>
internal static class GeminiBody
{
    private const string Config = "generationConfig";
    private const string ToolConfig = "toolConfig";

    // What the request itself writes, and the other wires' number of answers, which is one.
    private static readonly string[] Own = ["contents", "n", Config, ToolConfig];

    public static void Write(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes, bool withIds)
    {
        var request = call.Request;
        writer.WriteStartObject();
        var contents = new ContentWriter(writer, call.Candidate, pairs, withIds);
        var hasSystem = contents.Write(request);
        WriteConfig(new MergedObject(writer, Config, Extra(request, Config), call.Candidate.Model, notes), request, call.Candidate.Model, notes);
        ToolWriter.Write(writer, new MergedObject(writer, ToolConfig, Extra(request, ToolConfig), call.Candidate.Model, notes), call, notes);
        FlexTier.Write(writer, call, "serviceTier");
        foreach (var member in request.ExtraBody)
        {
            if (member.Key == "contents" || (hasSystem && member.Key == ContentWriter.SystemName))
            {
                notes.LeftOut($"The extra member '{member.Key}'", call.Candidate.Model, "the request's own messages stand there");
            }
            else if (!Own.Contains(member.Key))
            {
                writer.WritePropertyName(member.Key);
                writer.WriteRawValue(member.Value);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteConfig(MergedObject config, ChatRequest request, string model, WireNotes notes)
    {
        config.Add("temperature", request.Temperature);
        config.Add("topP", request.TopP);
        config.Add("maxOutputTokens", request.MaxTokens);
        if (request.Seed is >= int.MinValue and <= int.MaxValue)
        {
            config.Add("seed", (int)request.Seed.Value);
        }
        else if (request.Seed is not null)
        {
            notes.LeftOut("The seed", model, "it takes whole numbers of 32 bits");
        }

        config.Add("stopSequences", request.Stop);
        if (request.JsonSchema is { } schema)
        {
            config.Add("responseMimeType", "application/json");
            config.AddJson("responseJsonSchema", schema.Schema);
        }

        if (request.ReasoningEffort is { } effort)
        {
            ThinkingWriter.Write(config, effort, model, notes);
        }

        config.End();
    }

    private static string? Extra(ChatRequest request, string name) => request.ExtraBody.TryGetValue(name, out var json) ? json : null;
}
