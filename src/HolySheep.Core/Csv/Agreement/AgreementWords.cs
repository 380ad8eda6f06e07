using System;
using System.Linq;

namespace HolySheep.Csv.Agreement;

/// <summary>Says in plain words what was found out about the agreement of two models.</summary>
internal static class AgreementWords
{
    public static CsvAgreementResult Of(JobSetup setup, int rows, AgreementCounts counts, AgreementDecision decision, bool canSucceed)
    {
        var promise = setup.Options.Agreement!;
        var model = setup.Targets[0].ChainModel;
        var atLeast = rows == 0 ? 1 : 1 - ((double)decision.MostBad / rows);
        return new CsvAgreementResult
        {
            Rate = promise.Rate,
            Confidence = promise.Confidence,
            Model = model,
            With = promise.With,
            Sampled = counts.Sampled,
            Agreed = counts.Answered - counts.Bad,
            IsDecided = decision.IsFinal,
            AllStand = decision.All,
            Answers = [.. decision.Classes.OrderBy(answer => answer, StringComparer.Ordinal)],
            AtLeast = atLeast,
            Message = !decision.IsFinal ? $"It is not decided yet which answers of {model} may stand: the job stopped while both models were compared."
                : !canSucceed ? FormattableString.Invariant($"{rows} rows are too few to show by a sample that {promise.Rate:0.####} of the answers agree, so {promise.With} answers all of them.")
                : Sampled(counts, model, promise.With) + Outcome(decision, model, promise) + FormattableString.Invariant($" At least {Math.Floor(atLeast * 10000) / 100:0.##} % of the rows agree with {promise.With}, with a confidence of {promise.Confidence * 100:0.####} %."),
        };
    }

    private static string Sampled(AgreementCounts counts, string model, string with) => $"{model} and {with} agree in {counts.Answered - counts.Bad} of {counts.Sampled} sampled rows.";

    private static string Outcome(AgreementDecision decision, string model, CsvAgreement promise) =>
        decision.All ? $" Every answer of {model} stands."
        : decision.Classes.Count > 0 ? $" The answers {string.Join(" and ", decision.Classes.OrderBy(answer => answer, StringComparer.Ordinal))} of {model} stand; {promise.With} answers the other rows."
        : $" That is not enough: {promise.With} answers every row.";
}
