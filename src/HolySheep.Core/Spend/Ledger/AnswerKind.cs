namespace HolySheep.Spend.Ledger;

/// <summary>Whose answers an attempt's expected answer is learned from.</summary>
/// <param name="Model">The model's name at its provider.</param>
/// <param name="Prompt">The kind of prompt.</param>
internal sealed record AnswerKind(string Model, int Prompt);
