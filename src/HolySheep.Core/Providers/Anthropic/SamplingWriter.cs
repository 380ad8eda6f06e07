using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Writes what makes answers more or less random, as far as the model takes it.</summary>
internal static class SamplingWriter
{
    private const double Most = 1;
    private const double LeastTopPWithThoughts = 0.95;

    public static void Write(Utf8JsonWriter writer, ProviderCall call, ClaudeModel model, bool thinks, WireNotes notes)
    {
        var request = call.Request;
        var sendsTemperature = request.Temperature is { } temperature && IsOurs("temperature") && Sends("The temperature", Why(model, thinks && temperature != Most));
        if (sendsTemperature)
        {
            WriteTemperature(writer, call, notes);
        }

        if (request.TopP is { } topP && IsOurs("top_p") && Sends("Top-p", Why(model, thinks && topP < LeastTopPWithThoughts) ?? (sendsTemperature && model.TakesOneOfSampling ? "it takes either a temperature or top-p" : null)))
        {
            writer.WriteNumber("top_p", topP);
        }

        if (request.Seed is not null)
        {
            notes.LeftOut("The seed", call.Candidate.Model, "its provider takes none");
        }

        FlexTier.LeaveOut(call, notes);

        bool IsOurs(string member) => !request.ExtraBody.ContainsKey(member);

        bool Sends(string what, string? why)
        {
            if (why is not null)
            {
                notes.LeftOut(what, call.Candidate.Model, why);
            }

            return why is null;
        }
    }

    public static void WriteStop(Utf8JsonWriter writer, ProviderCall call, WireNotes notes)
    {
        var stop = call.Request.Stop.Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (stop.Count < call.Request.Stop.Count)
        {
            notes.LeftOut("A stop text of nothing but spaces and line breaks", call.Candidate.Model, "its provider refuses it");
        }

        if (stop.Count > 0 && !call.Request.ExtraBody.ContainsKey("stop_sequences"))
        {
            writer.WriteStartArray("stop_sequences");
            foreach (var text in stop)
            {
                writer.WriteStringValue(text);
            }

            writer.WriteEndArray();
        }
    }

    private static string? Why(ClaudeModel model, bool excludedByThoughts) =>
        !model.TakesSampling ? "it takes no sampling parameters" : excludedByThoughts ? "it takes none while it reasons" : null;

    private static void WriteTemperature(Utf8JsonWriter writer, ProviderCall call, WireNotes notes)
    {
        var temperature = call.Request.Temperature!.Value;
        if (temperature > Most)
        {
            notes.Add(FormattableString.Invariant($"The temperature {temperature} was sent to {call.Candidate.Model} as 1, the highest that its provider takes."));
        }

        writer.WriteNumber("temperature", Math.Min(temperature, Most));
    }
}
