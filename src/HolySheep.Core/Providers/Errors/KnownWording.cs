using System.Text.RegularExpressions;
using HolySheep.Failures;

namespace HolySheep.Providers.Errors;

/// <summary>The meaning of a wording of an error.</summary>
/// <param name="Signal">Its meaning.</param>
/// <param name="Pattern">The wording; case is ignored.</param>
/// <param name="Source">The vendors that use it.</param>
internal sealed record KnownWording(FailureSignal Signal, Regex Pattern, string Source)
{
    public KnownWording(FailureSignal signal, string source, string pattern)
        : this(signal, new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), source)
    {
    }
}
