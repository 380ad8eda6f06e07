using System;

namespace HolySheep.Jobs;

/// <summary>The result of a row.</summary>
/// <param name="Key">The row's key.</param>
/// <param name="Round">The round in which it was asked.</param>
/// <param name="IsAnswer">Whether it was answered.</param>
/// <param name="MayPass">Whether a failed row may succeed in another round.</param>
/// <param name="Text">The answer, or the failure's code and message.</param>
/// <param name="Model">The model that answered; null if none did.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Cost">The cost of all attempts in USD; null if a price is unknown.</param>
/// <param name="Worker">The process that asked.</param>
internal sealed record JobAnswer(Guid Key, int Round, bool IsAnswer, bool MayPass, string Text, string? Model, int Attempts, decimal? Cost, string Worker);
