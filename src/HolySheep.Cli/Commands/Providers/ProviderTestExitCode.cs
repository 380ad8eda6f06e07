using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Providers.Inspection;

namespace HolySheep.Cli.Commands.Providers;

/// <summary>Calculates the exit code of a test: that of the failures if they agree, otherwise that no target could answer.</summary>
internal static class ProviderTestExitCode
{
    public static int Of(IEnumerable<ProviderTestResult> results)
    {
        var codes = results.Where(result => !result.Succeeded).Select(result => Of(result.Verdict)).Distinct().ToArray();
        return codes.Length switch
        {
            0 => ExitCode.Answered,
            1 => codes[0],
            _ => ExitCode.NoAnswer,
        };
    }

    private static int Of(ProviderVerdict verdict) => verdict switch
    {
        ProviderVerdict.KeyMissing or ProviderVerdict.SettingMissing or ProviderVerdict.KeyRefused => ExitCode.Credentials,
        ProviderVerdict.RateLimited => ExitCode.RateOrQuota,
        _ => ExitCode.NoAnswer,
    };
}
