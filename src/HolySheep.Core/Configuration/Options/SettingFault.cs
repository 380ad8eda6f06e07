using System.Collections.Generic;

namespace HolySheep.Configuration.Options;

/// <summary>A part of a provider's address that neither the configuration nor a variable gives.</summary>
/// <param name="Setting">The key of the configuration.</param>
/// <param name="Meaning">What the value is, in words.</param>
/// <param name="Variables">The environment variables that can give it.</param>
/// <param name="Reason">Why there is no value: not set, or not usable.</param>
internal sealed record SettingFault(string Setting, string Meaning, IReadOnlyList<string> Variables, string Reason);
