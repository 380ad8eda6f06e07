namespace HolySheep.Csv.Reporting;

/// <summary>Prompts that went from one lane to another.</summary>
/// <param name="From">The lane that they were meant for.</param>
/// <param name="To">The lane that answers them.</param>
/// <param name="Prompts">Their number.</param>
/// <param name="Why">Why, in words that follow "because".</param>
internal sealed record LaneMove(CsvLane From, CsvLane To, int Prompts, string Why);
