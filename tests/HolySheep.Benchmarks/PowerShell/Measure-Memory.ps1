# What stays on the managed heap while calls go by. The warm-up is long, because code is recompiled during the first ten thousand calls.
param([int] $Calls = 10000)

$measure = {
    foreach ($pass in 1..3) {
        [System.GC]::Collect()
        [System.GC]::WaitForPendingFinalizers()
    }

    [System.GC]::GetTotalMemory($true) / 1MB
}

foreach ($call in 1..$Calls) { $null = Invoke-HolySheepChat 'Why is the sky blue?' }
$before = & $measure
foreach ($call in 1..$Calls) { $null = Invoke-HolySheepChat 'Why is the sky blue?' }
$after = & $measure

[pscustomobject] @{
    Figure = "managed heap after $Calls calls more, MB: after, before, ratio"
    Ours   = $after
    Theirs = $before
    Value  = $after / $before
    Bar    = 1.05
}
