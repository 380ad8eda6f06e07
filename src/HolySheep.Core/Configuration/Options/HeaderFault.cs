namespace HolySheep.Configuration.Options;

/// <summary>A header that takes its value from an environment variable that is not set.</summary>
/// <param name="Header">The header's name.</param>
/// <param name="Variable">The variable's name.</param>
internal sealed record HeaderFault(string Header, string Variable);
