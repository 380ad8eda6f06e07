using System;
using System.Linq;
using System.Net.Http;
using Xunit;

namespace HolySheep.Transport;

public sealed class WaitHintTests
{
    // 2026-01-01 00:00:00 UTC is the epoch 1767225600
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("retry-after-ms: 1500", 1.5)]
    [InlineData("x-ms-retry-after-ms: 250", 0.25)]
    [InlineData("retry-after: 2", 2d)]
    [InlineData("Retry-After: 2.5", 2.5)]
    [InlineData("retry-after: 0", 0d)]
    [InlineData("retry-after: -5", 0d)]
    [InlineData("retry-after: Thu, 01 Jan 2026 00:00:30 GMT", 30d)]
    [InlineData("retry-after: Wed, 31 Dec 2025 23:00:00 GMT", 0d)]
    [InlineData("retry-after: 999999999", 86400d)]
    [InlineData("retry-after: Sat, 01 Jan 2033 00:00:00 GMT", 86400d)]
    [InlineData("retry-after: soon", null)]
    [InlineData("retry-after: NaN", null)]
    [InlineData("retry-after: Infinity", null)]
    [InlineData("retry-after-ms: 100; retry-after: 2", 0.1)]
    [InlineData("retry-after-ms: x; retry-after: 2", 2d)]
    [InlineData("x-ratelimit-reset: 12; x-ratelimit-remaining: 0", 12d)]
    [InlineData("x-ratelimit-reset: 12; x-ratelimit-remaining: 1", null)]
    [InlineData("x-ratelimit-reset: 12", null)]
    [InlineData("x-ratelimit-reset-requests: 6m30s; x-ratelimit-remaining-requests: 0", 390d)]
    [InlineData("x-ratelimit-reset-requests: 6m30s; x-ratelimit-remaining-tokens: 0", null)]
    [InlineData("x-ratelimit-reset-requests: 250ms; x-ratelimit-remaining-requests: 0", 0.25)]
    [InlineData("x-ratelimit-reset-requests: 1h1m1.5s; x-ratelimit-remaining-requests: 0", 3661.5)]
    [InlineData("x-ratelimit-reset-requests: 2s; x-ratelimit-remaining-requests: 0; x-ratelimit-reset-tokens: 9s; x-ratelimit-remaining-tokens: 0", 9d)]
    [InlineData("x-ratelimit-reset-requests: 2s; x-ratelimit-remaining-requests: 0; x-ratelimit-reset-tokens: 9s; x-ratelimit-remaining-tokens: 5", 2d)]
    [InlineData("anthropic-ratelimit-requests-reset: 2026-01-01T00:00:20Z; anthropic-ratelimit-requests-remaining: 0", 20d)]
    [InlineData("anthropic-ratelimit-requests-reset: 2026-01-01T07:00:20+07:00; anthropic-ratelimit-requests-remaining: 0", 20d)]
    [InlineData("anthropic-ratelimit-tokens-reset: 2025-12-31T23:59:00Z; anthropic-ratelimit-tokens-remaining: 0", 0d)]
    [InlineData("x-ratelimit-reset: 1767225645; x-ratelimit-remaining: 0", 45d)]
    [InlineData("x-ratelimit-reset: 1767225645500; x-ratelimit-remaining: 0", 45.5)]
    [InlineData("x-ratelimit-reset: 1000; x-ratelimit-remaining: 0", 1000d)]
    [InlineData("x-ratelimit-reset: 9s junk; x-ratelimit-remaining: 0", null)]
    [InlineData("retry-after: 3; x-ratelimit-reset: 60; x-ratelimit-remaining: 0", 3d)]
    [InlineData("date: Thu, 01 Jan 2026 00:10:00 GMT; retry-after: Thu, 01 Jan 2026 00:10:05 GMT", 5d)]
    [InlineData("date: Wed, 31 Dec 2025 23:00:00 GMT; retry-after: Wed, 31 Dec 2025 23:00:07 GMT", 7d)]
    [InlineData("date: Thu, 01 Jan 2026 02:00:00 GMT; retry-after: Thu, 01 Jan 2026 01:59:00 GMT", 0d)]
    [InlineData("date: Thu, 01 Jan 2026 02:00:00 GMT; retry-after: 4", 4d)]
    [InlineData("date: Fri, 01 Jan 2100 00:00:00 GMT; retry-after: Thu, 01 Jan 2026 00:00:30 GMT", 30d)]
    [InlineData("date: Sat, 03 Jan 2026 00:00:00 GMT; retry-after: Thu, 01 Jan 2026 00:00:30 GMT", 30d)]
    [InlineData("date: Tue, 30 Dec 2025 00:00:00 GMT; retry-after: Thu, 01 Jan 2026 00:00:30 GMT", 30d)]
    [InlineData("date: Sat, 03 Jan 2026 00:00:00 GMT; x-ratelimit-reset: 1767225609; x-ratelimit-remaining: 0", 9d)]
    [InlineData("date: Thu, 01 Jan 2026 01:00:00 GMT; x-ratelimit-reset: 1767229209; x-ratelimit-remaining: 0", 9d)]
    [InlineData("date: Wed, 31 Dec 2025 23:00:00 GMT; anthropic-ratelimit-requests-reset: 2025-12-31T23:00:03Z; anthropic-ratelimit-requests-remaining: 0", 3d)]
    [InlineData("content-language: en", null)]
    public void A_hint_is_read_from_headers(string headers, double? seconds)
    {
        using var response = new HttpResponseMessage();
        foreach (var header in headers.Split("; "))
        {
            response.Headers.TryAddWithoutValidation(header.Split(": ")[0], header[(header.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }

        Assert.Equal(seconds, WaitHint.Of(response.Headers, Now)?.TotalSeconds);
    }

    [Theory]
    [InlineData("13s", 13d), InlineData("0s", 0d), InlineData("1.5s", 1.5), InlineData("6m30s", 390d), InlineData("48h", 86400d), InlineData("250ms", 0.25)]
    [InlineData("", null), InlineData(null, null), InlineData("13", null), InlineData("s", null), InlineData("-3s", null), InlineData("3s3", null), InlineData("3 s", null)]
    public void A_duration_is_read_completely_or_rejected(string? text, double? seconds) => Assert.Equal(seconds, WaitHint.Duration(text)?.TotalSeconds);

    [Fact]
    public void A_duration_with_a_number_of_any_length_is_at_most_a_day() =>
        Assert.Equal(TimeSpan.FromDays(1), WaitHint.Duration(string.Concat(Enumerable.Repeat('9', 400)) + "s"));

    [Theory]
    [InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity)]
    public void A_text_that_is_not_a_number_of_seconds_is_not_a_hint(double seconds) => Assert.Null(WaitHint.Seconds(seconds));
}
