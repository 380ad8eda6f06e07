using System.Text.RegularExpressions;
using HolySheep.Failures;

namespace HolySheep.Providers.Errors;

/// <summary>What a way of wording an error means.</summary>
/// <param name="Signal">What it means.</param>
/// <param name="Pattern">The wording; case makes no difference.</param>
/// <param name="Source">Who words it so.</param>
internal sealed record KnownWording(FailureSignal Signal, Regex Pattern, string Source)
{
    public KnownWording(FailureSignal signal, string source, string pattern)
        : this(signal, new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), source)
    {
    }
}
