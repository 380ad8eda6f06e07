using HolySheep.Errors;

namespace HolySheep.Csv.Agreement;

/// <summary>What a job promises about its answers: at least a share of all rows has the answer that a reference model gives.</summary>
/// <param name="Rate">The share of the rows, above 0 and below 1.</param>
/// <param name="With">The reference model.</param>
/// <param name="Confidence">The probability with which the promise holds, at least 0.5 and below 1.</param>
public sealed record CsvAgreement(double Rate, string With, double Confidence = CsvAgreement.UsualConfidence)
{
    private const double UsualConfidence = 0.95;

    /// <summary>The promise of options; null if none is given.</summary>
    /// <param name="rate">The share; null if it is not given.</param>
    /// <param name="with">The reference model; null if it is not given.</param>
    /// <param name="confidence">The confidence; null means 0.95.</param>
    /// <exception cref="HolySheepException">One is given without the others that it needs.</exception>
    public static CsvAgreement? Of(double? rate, string? with, double? confidence)
    {
        if (rate is null && with is null && confidence is null)
        {
            return null;
        }

        return rate is { } share && with is { Length: > 0 }
            ? new CsvAgreement(share, with, confidence ?? UsualConfidence)
            : throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"{(rate is null ? CommandHint.Option("Agree") : CommandHint.Option("With"))} is missing.",
                $"Give both: {CommandHint.Option("Agree")} 0.95 {CommandHint.Option("With")} MODEL.");
    }
}
