using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Csv.Lanes;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Agreement;

/// <summary>Refuses a promise of agreement that a job cannot keep.</summary>
internal static class AgreementRules
{
    private const double LeastConfidence = 0.5;

    /// <exception cref="HolySheepException">The options do not fit together.</exception>
    public static void Check(CsvJobOptions options)
    {
        if (options.Agreement is not { } agreement)
        {
            return;
        }

        if (!(agreement.Rate > 0 && agreement.Rate < 1))
        {
            throw Fault(FormattableString.Invariant($"The share of rows that agree cannot be {agreement.Rate}."), $"Give a number above 0 and below 1, for example {CommandHint.Option("Agree")} 0.95.");
        }

        if (!(agreement.Confidence >= LeastConfidence && agreement.Confidence < 1))
        {
            throw Fault(FormattableString.Invariant($"The confidence cannot be {agreement.Confidence}."), $"Give a number from 0.5 and below 1, for example {CommandHint.Option("Confidence")} 0.95.");
        }

        if (options.Request.JsonSchema is not { } schema || AnswerClasses.Of(schema.Schema) is null)
        {
            throw Fault("Answers can be compared only if there are few of them, and the schema of this job allows any.", "Give a schema whose properties are enums, booleans or constants.");
        }

        if (options.Shared || LaneRules.HasBatches(options.Lane))
        {
            throw Fault($"{CommandHint.Option("Agree")} decides between two models while the rows are answered, by live calls of this machine.", $"Leave out {CommandHint.Option(options.Shared ? "Shared" : "Lane")}.");
        }
    }

    /// <summary>What the reference model is asked about every row.</summary>
    /// <param name="client">Knows the targets.</param>
    /// <param name="asked">What the cheap model is asked.</param>
    /// <param name="cheap">The targets of the cheap model.</param>
    /// <param name="agreement">The promise.</param>
    /// <exception cref="HolySheepException">No target of the reference model may answer, or it is the cheap model itself.</exception>
    public static ReferenceQuestion ReferenceOf(HolySheepClient client, ChatRequest asked, IReadOnlyList<RouteCandidate> cheap, CsvAgreement agreement)
    {
        var request = asked with { Model = agreement.With, Fallback = null, NoFallback = true };
        client.CheckOptions(request);
        var targets = client.TargetsOf(request);
        if (targets[0].Target == cheap[0].Target)
        {
            throw Fault($"The model and its reference are both {targets[0].Target}.", $"Name the cheap model with {CommandHint.Option("Model")}, and the model whose answers are wanted with {CommandHint.Option("With")}.");
        }

        return new ReferenceQuestion(request, targets);
    }

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
