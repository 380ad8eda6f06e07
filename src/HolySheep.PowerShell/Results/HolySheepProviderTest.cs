using System;
using HolySheep.Providers.Inspection;

namespace HolySheep.PowerShell.Results;

/// <summary>The result of a provider's test.</summary>
public sealed class HolySheepProviderTest
{
    private readonly TimeSpan? _latency;

    internal HolySheepProviderTest(ProviderTestResult test)
    {
        Provider = test.Provider;
        Verdict = test.Verdict.ToString();
        Succeeded = test.Succeeded;
        Message = test.Message;
        Hint = test.Hint;
        _latency = NestedMember.Show(this, nameof(Latency), test.Latency);
        Status = test.Status;
        ModelCount = test.ModelCount;
        Balance = test.Balance;
    }

    /// <summary>The provider's name.</summary>
    public string Provider { get; }

    /// <summary><c>Fine</c>, <c>KeyMissing</c>, <c>KeyRefused</c>, <c>DnsFailed</c>, <c>Unreachable</c>, <c>TlsFailed</c>, <c>ProxyFailed</c>, <c>Timeout</c>, <c>RateLimited</c>, <c>ProviderFailed</c>, <c>ModelUnknown</c> or <c>ReplyUnexpected</c>.</summary>
    public string Verdict { get; }

    /// <summary>True if the provider can be used.</summary>
    public bool Succeeded { get; }

    /// <summary>What was found, in one line.</summary>
    public string Message { get; }

    /// <summary>What to do; null if nothing is needed.</summary>
    public string? Hint { get; }

    /// <summary>From sending to the whole reply; null if none came.</summary>
    public string? Latency => NestedMember.Text(_latency);

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; }

    /// <summary>The number of models that the provider lists; null if it listed none.</summary>
    public int? ModelCount { get; }

    /// <summary>What is left of the account, with the currency if it is known, for example <c>12.50 USD</c>; null if the provider does not tell it.</summary>
    public string? Balance { get; }

    /// <summary>The provider and the verdict.</summary>
    public override string ToString() => $"{Provider}: {Verdict}";
}
