using HolySheep.Failures;

namespace HolySheep.Providers.Errors;

/// <summary>What a vendor's code means.</summary>
/// <param name="Code">The code; case and separators make no difference.</param>
/// <param name="Signal">What it means.</param>
/// <param name="IsFirm">False if the words beside it may say something more exact.</param>
/// <param name="Source">Who sends it, and where that is written.</param>
internal readonly record struct KnownCode(string Code, FailureSignal Signal, bool IsFirm, string Source);
