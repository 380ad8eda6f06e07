namespace HolySheep.Csv.Reporting;

/// <summary>The rows that failed with one error code.</summary>
/// <param name="Code">The code.</param>
/// <param name="Rows">Their number.</param>
/// <param name="Line">The line of the input where the first of them begins; null if it is not known.</param>
/// <param name="Example">The reason of the first of them.</param>
internal sealed record FailureCount(string Code, int Rows, int? Line, string Example);
