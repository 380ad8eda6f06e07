namespace HolySheep.Csv.Shared;

/// <summary>The schema of the answers, as it is written for all machines.</summary>
internal sealed record SharedSchema(string Schema, string Name, bool Strict);
