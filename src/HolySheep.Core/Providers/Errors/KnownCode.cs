using HolySheep.Failures;

namespace HolySheep.Providers.Errors;

/// <summary>The meaning of a vendor's code.</summary>
/// <param name="Code">The code; case and separators are ignored.</param>
/// <param name="Signal">Its meaning.</param>
/// <param name="IsFirm">False if the words of the error may be more exact.</param>
/// <param name="Source">The vendor, and where it is documented.</param>
internal readonly record struct KnownCode(string Code, FailureSignal Signal, bool IsFirm, string Source);
