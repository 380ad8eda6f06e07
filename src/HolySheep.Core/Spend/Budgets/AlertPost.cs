using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Transport;

namespace HolySheep.Spend.Budgets;

/// <summary>Posts alerts as the JSON that Slack takes: <c>{"text": "…"}</c>.</summary>
internal sealed class AlertPost(HttpSender sender, TimeProvider timeProvider)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Posts an alert where its budget names an address; waits 5 s at most.</summary>
    /// <returns>What went wrong; null where nothing did.</returns>
    public async Task<string?> SendAsync(BudgetAlert alert)
    {
        if (alert.Budget.Webhook is not { } address)
        {
            return null;
        }

        try
        {
            using var limit = new StallGuard(timeProvider, CancellationToken.None);
            limit.Arm(Limit);
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent("{\"text\":\"" + JsonEncodedText.Encode(alert.Message) + "\"}", Encoding.UTF8, "application/json"),
            };
            using var response = await sender.SendAsync(request, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : Failed(alert, $"status {(int)response.StatusCode}");
        }
        catch (TransportException exception)
        {
            return Failed(alert, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Failed(alert, "no response within 5 s");
        }
    }

    // The address may be a secret: only its host is named.
    private static string Failed(BudgetAlert alert, string reason) => $"The alert of the budget '{alert.Budget.Name}' could not be posted to {alert.Budget.Webhook!.Host}: {reason}.";
}
