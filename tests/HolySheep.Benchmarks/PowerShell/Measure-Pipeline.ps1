# A thousand inputs, 32 calls at once: Invoke-HolySheepChat -ThrottleLimit against ForEach-Object -Parallel with Invoke-RestMethod.
param([string] $BaseUrl, [int] $Inputs = 1000, [int] $Rounds = 7)

$uri = "$BaseUrl/chat/completions"
$texts = foreach ($number in 1..$Inputs) { "Say in one sentence why the sky is blue. ($number)" }

$ours = @()
$theirs = @()
foreach ($round in -1..$Rounds) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $answers = $texts | ForEach-Object -ThrottleLimit 32 -Parallel {
        Invoke-RestMethod -Uri $using:uri -Method Post -ContentType 'application/json' -Body ('{"model":"gpt-4.1","messages":[{"role":"user","content":"' + $_ + '"}]}')
    }
    $their = $clock.Elapsed.TotalMilliseconds
    if ($answers.Count -ne $Inputs) { throw "Invoke-RestMethod gave $($answers.Count) answers." }

    $clock.Restart()
    $answers = $texts | Invoke-HolySheepChat -ThrottleLimit 32
    $our = $clock.Elapsed.TotalMilliseconds
    if ($answers.Count -ne $Inputs) { throw "Invoke-HolySheepChat gave $($answers.Count) answers." }

    if ($round -gt 0) {
        $theirs += $their
        $ours += $our
    }
}

$medians = foreach ($samples in $ours, $theirs) { ($samples | Sort-Object)[[int][System.Math]::Floor($samples.Count / 2)] }
[pscustomobject] @{
    Figure = "$Inputs inputs, 32 at once, ms in all; the other is ForEach-Object -Parallel { Invoke-RestMethod }; ratio"
    Ours   = $medians[0]
    Theirs = $medians[1]
    Value  = $medians[0] / $medians[1]
    Bar    = 0.2
}
