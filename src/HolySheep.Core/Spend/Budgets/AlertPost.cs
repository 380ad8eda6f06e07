using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Transport;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace HolySheep.Spend.Budgets;

/// <summary>Posts alerts as JSON in Slack's format: <c>{"text": "…"}</c>. Makes up to three tries within 8 s, with the waits that the hook asks for.</summary>
internal sealed class AlertPost
{
    private const int Retries = 2;
    private const int FirstServerError = 500;
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Try = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(0.3);
    private readonly HttpSender _sender;
    private readonly TimeProvider _timeProvider;
    private readonly ResiliencePipeline<AlertReply> _pipeline;

    public AlertPost(HttpSender sender, TimeProvider timeProvider)
    {
        (_sender, _timeProvider) = (sender, timeProvider);
        _pipeline = new ResiliencePipelineBuilder<AlertReply> { TimeProvider = timeProvider }
            .AddTimeout(Whole)
            .AddRetry(new RetryStrategyOptions<AlertReply>
            {
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = UsualWait,
                ShouldHandle = static args => new ValueTask<bool>(args.Outcome is { Exception: TimeoutRejectedException } or { Result.MayBeRepeated: true }),
                DelayGenerator = static args => new ValueTask<TimeSpan?>(args.Outcome.Result?.Wait),
            })
            .AddTimeout(Try)
            .Build();
    }

    /// <summary>Posts an alert if its budget has a webhook; takes at most 8 s.</summary>
    public async Task<AlertDelivery> SendAsync(BudgetAlert alert)
    {
        if (alert.Budget.Webhook is not { } address)
        {
            return AlertDelivery.Done;
        }

        try
        {
            var reply = await _pipeline.ExecuteAsync(cancellation => TryAsync(address, alert.Message, cancellation), CancellationToken.None).ConfigureAwait(false);
            return reply.Fault is { } fault ? Failed(alert, fault, reply.IsPassing) : AlertDelivery.Done;
        }
        catch (TimeoutRejectedException)
        {
            return Failed(alert, "no response in time", isPassing: true);
        }
    }

    private async ValueTask<AlertReply> TryAsync(Uri address, string message, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent("{\"text\":\"" + JsonEncodedText.Encode(message) + "\"}", Encoding.UTF8, "application/json"),
            };
            using var response = await _sender.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return new AlertReply();
            }

            var status = (int)response.StatusCode;
            var wait = WaitHint.Of(response.Headers, _timeProvider.GetUtcNow());
            return new AlertReply { Fault = $"status {status}", IsPassing = status is 408 or 425 or 429 or >= FirstServerError, Wait = wait, IsTooLong = wait > LongestWait };
        }
        catch (TransportException exception)
        {
            return new AlertReply { Fault = exception.Message, IsPassing = true };
        }
    }

    // The address may be a secret, so the message names only its host.
    private static AlertDelivery Failed(BudgetAlert alert, string reason, bool isPassing) =>
        new($"The alert of the budget '{alert.Budget.Name}' could not be posted to {alert.Budget.Webhook!.Host}: {reason}.", isPassing);
}
