BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Remove-Item (Join-Path $env:HOLYSHEEP_HOME 'config.json') -ErrorAction Ignore
    Set-HolySheepTemplate b 'B {}' -Stop END, FIN -Temperature 0.5
    Set-HolySheepTemplate a -System 'Be brief.' -Schema @{ Mood = 'good|bad' }
}

Describe 'Get-HolySheepTemplate' {
    It 'lists templates by name, with wildcards and in any letters' {
        (Get-HolySheepTemplate).Name | Should -Be 'a', 'b'
        (Get-HolySheepTemplate B).Stop | Should -Be 'END', 'FIN'
        (Get-HolySheepTemplate a*).Schema | Should -Be '{"Mood":"good|bad"}'
        Get-HolySheepTemplate x* | Should -BeNullOrEmpty
    }

    It 'says which template there is not' {
        { Get-HolySheepTemplate c -ErrorAction Stop } | Should -Throw -ErrorId 'TemplateUnknown,*'
    }

    It 'is what Set- takes, in any form' {
        $other = Join-Path $env:HOLYSHEEP_HOME 'other.json'
        foreach ($got in (Get-HolySheepTemplate), (Get-HolySheepTemplate | ConvertTo-Json | ConvertFrom-Json)) {
            Remove-Item $other -ErrorAction Ignore
            $got | Set-HolySheepTemplate -ConfigPath $other
            Get-HolySheepTemplate -ConfigPath $other | ConvertTo-Json | Should -Be (Get-HolySheepTemplate | ConvertTo-Json)
        }
    }

    It 'fits a window of 80 columns' {
        (Get-HolySheepTemplate | Out-String -Width 80).Trim() -split '\r?\n' -replace '\x1b\[[\d;]*m' | Where-Object { $_.TrimEnd().Length -gt 80 } | Should -BeNullOrEmpty
    }
}
