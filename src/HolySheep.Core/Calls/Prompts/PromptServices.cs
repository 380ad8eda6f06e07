using HolySheep.Configuration.Keys;

namespace HolySheep.Calls.Prompts;

/// <summary>What a caller that keeps prompts needs of a client besides its answers.</summary>
/// <param name="Window">How much of a prompt fits.</param>
/// <param name="Keys">The keys of the user's own providers, in the sandbox too.</param>
/// <param name="IsRehearsal">True if nothing is sent or stored.</param>
internal sealed record PromptServices(PromptWindow Window, KeyLookup Keys, bool IsRehearsal);
