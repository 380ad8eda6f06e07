using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Spend.History;

namespace HolySheep.Cli.Output;

/// <summary>One call whole: its fields, then its attempts as a table, then the texts if they are kept.</summary>
internal static class CallText
{
    private static readonly TableOutput Attempts = new(["#", "TARGET", "OUTCOME", "STATUS", "SECONDS", "WAIT", "COST $", "REQUEST ID", "KEY"], ["MESSAGE"], "KEY", "WAIT", "REQUEST ID");

    public static void Write(StandardOutput output, RecordedCall call)
    {
        (string Name, string Value)[] fields =
        [
            ("ID", call.Id),
            ("TIME", CallsTable.Time(call.StartedAt)),
            ("OUTCOME", CallsTable.Outcome(call)),
            ("REASON", call.Reason ?? ""),
            ("MODEL", call.Model),
            ("ANSWERED BY", call.ModelUsed is null ? "" : call.Provider + "/" + call.ModelUsed),
            ("FALLBACKS", Number(call.FallbackCount)),
            ("SECONDS", CallsTable.Length(call.Latency)),
            ("FIRST TOKEN", CallsTable.Length(call.TimeToFirstToken)),
            ("TOKENS IN", Number(call.Usage.PromptTokens)),
            ("TOKENS OUT", Number(call.Usage.CompletionTokens) + (call.Usage.Estimated ? " (estimated)" : "")),
            ("COST $", call.Cost is null ? "unknown" : UsageTable.Usd(call.Cost)),
            ("TAGS", string.Join(' ', call.Tags.Select(tag => tag.Key + "=" + tag.Value))),
            ("JOB", call.Job ?? ""),
            ("TASK", call.Task ?? ""),
            ("CALLER", call.Caller ?? ""),
        ];
        FieldList.Write(output.Writer, [.. fields.Select(field => field.Name)], [[.. fields.Select(field => OneLine.Of(field.Value))]], output.IsTerminal ? output.Width ?? System.Console.WindowWidth : int.MaxValue);
        Attempts.Write(output, call.Attempts.Select(attempt => (IReadOnlyList<string>)
        [
            Number(attempt.Number) + (attempt.IsHedge ? " (hedge)" : ""),
            attempt.Target,
            attempt.Outcome,
            attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? "",
            CallsTable.Length(attempt.Duration),
            CallsTable.Length(attempt.Wait),
            UsageTable.Usd(attempt.Cost),
            attempt.RequestId ?? "",
            attempt.KeyMark ?? "",
            attempt.Message ?? "",
        ]));
        WriteText(output, "PROMPT", call.Prompt);
        WriteText(output, "ANSWER", call.Answer);
        output.Flush();
    }

    private static void WriteText(StandardOutput output, string name, string? text)
    {
        if (text is not null)
        {
            output.Writer.Write($"\n{name}\n");
            output.WriteAnswer(text);
            output.Writer.Write('\n');
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
