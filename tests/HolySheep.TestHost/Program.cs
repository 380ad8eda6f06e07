using System;
using System.Globalization;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Errors;

namespace HolySheep.TestHost;

/// <summary><c>calls N</c> makes so many calls, one after the other, with the configuration and the state of <c>HOLYSHEEP_HOME</c>, and prints a line for each.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["calls", var count])
        {
            await Console.Error.WriteLineAsync("usage: calls N");
            return 2;
        }

        using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = new ConfigurationFile().Read(), StateFolder = StateFolder.FindShared() });
        var failed = 0;
        for (var call = int.Parse(count, CultureInfo.InvariantCulture); call > 0; call--)
        {
            failed += await CallAsync(client) ? 0 : 1;
        }

        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> CallAsync(HolySheepClient client)
    {
        try
        {
            var result = await client.ChatAsync(new ChatRequest { Messages = [ChatMessage.User("How high is the tower?")] });
            Console.WriteLine(string.Join(", ", result.Attempts));
            foreach (var warning in result.Warnings)
            {
                Console.WriteLine("warning: " + warning);
            }

            return true;
        }
        catch (HolySheepException exception)
        {
            Console.WriteLine($"{exception.Code}: {exception.Message}");
            return false;
        }
    }
}
